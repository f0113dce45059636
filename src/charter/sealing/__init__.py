"""Documents that stay provable: frozen, signed, sealed, verified, and the chain of evidence."""
