"""The register of papers: taking in, reading, confirming what was read, numbering and sending on."""
