"""Signing a document of an engagement, step by step, up to the sealed file in its folder."""
