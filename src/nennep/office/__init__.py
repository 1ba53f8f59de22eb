"""The clerks' office: books and numbers, the way of incoming papers, issuing bodies, sending on, publishing, writing papers."""
