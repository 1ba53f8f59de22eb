"""Throw-away certificates and signatures for tests; nothing of them is kept."""

from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import keys
from asn1crypto import x509 as plain
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

SIGNER, ISSUER = "Nguyễn Thị Mẫu", "Tổ chức chứng thực Ví dụ"


@cache
def issued() -> tuple[x509.Certificate, x509.Certificate, ec.EllipticCurvePrivateKey]:
    """(root, the signer's certificate, the signer's key)."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    return _certificate(ISSUER, root_key, root_key, root=True), _certificate(SIGNER, key, root_key), key


def _certificate(
    name: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, *, root: bool = False
) -> x509.Certificate:
    words = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    use = x509.KeyUsage(
        digital_signature=not root, content_commitment=not root, key_cert_sign=root, crl_sign=root, **words
    )
    day = timedelta(days=1)
    made = x509.CertificateBuilder().serial_number(x509.random_serial_number()).public_key(key.public_key())
    made = made.subject_name(_named(name)).issuer_name(_named(ISSUER))
    made = made.not_valid_before(datetime.now(UTC) - day).not_valid_after(datetime.now(UTC) + 9 * day)
    made = made.add_extension(x509.BasicConstraints(ca=root, path_length=None), True).add_extension(use, True)
    return made.sign(by, hashes.SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def roots(folder: Path) -> Path:
    """A folder with the root, and with a file that is no certificate."""
    (folder / "root.pem").write_bytes(issued()[0].public_bytes(Encoding.PEM))
    (folder / "note.crt").write_text("not a certificate")
    return folder


def signed(data: bytes, field: str = "Ky1") -> bytes:
    """The file with one more signature and its mark on the first page."""
    _root, certificate, key = issued()
    signer = signers.SimpleSigner(
        signing_cert=plain.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
        cert_registry=None,
    )
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    fields.append_signature_field(writer, fields.SigFieldSpec(field, box=(50, 50, 250, 100)))
    return bytes(signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer=signer).getvalue())


def changed(data: bytes) -> bytes:
    """The file with its first page turned by a later revision."""
    writer: Any = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.pdf_name("/Rotate")] = generic.NumberObject(90)
    writer.update_container(page)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
