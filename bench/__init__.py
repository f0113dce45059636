"""How fast Charter is: each file measures one thing beside a named peer, in one run. Not part of the package."""
