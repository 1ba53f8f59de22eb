"""Read models of the clerks' office."""
