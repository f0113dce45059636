"""Signing by link: put forward, read, signed or declined, sealed by the worker, verified by anyone."""
