"""Negotiation: two sides agree on a draft, term by term, in rounds that the other side sees once they are sent."""
