"""Invoices and the client's account."""
