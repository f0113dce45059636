"""A workspace: one consultant, and what all of the engagements share.

Its settings (`workspace.toml`, in the folder above the engagements) say who the consultant is, how invoices are
numbered, when nobody is there, from which frames agreements start, and what the playbook wants of a term. With the
settings goes what the other engagements bring: the numbers that they used, and what was invoiced to whom. An engagement
works without any workspace.
"""
