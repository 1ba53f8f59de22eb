"""Who may read the journal: auditors and inspectors of the unit; a person reads what is about him elsewhere."""

from nennep.core.gate import Rule
from nennep.journal.models import Line

read = Rule(Line, "journal.read", key="read_key")
