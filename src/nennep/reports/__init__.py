"""Period reports: figures with cut-off dates, narrative, freezing, signing and sending on."""
