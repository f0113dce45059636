"""A first draft in ten minutes: questions in plain words, and a position for every term that nobody is asked about.

The web and the command line ask the same questions through the same functions. An answer is a plain value, so that it
can be kept and taken up again; all here are pure functions over such values.
"""
