"""Negotiation: two sides agree on the terms of a draft, path by path, in rounds that only their side sees till sent."""
