"""The workspace in the browser: draft, sign, and live by the engagement agreements of all clients.

- `kit`: what every stage of an engagement's life keeps and shows: rows, the chain of evidence over rows, pages
- `people`, `drafting`, `signing`, `running`, `billing`: one room a stage, each with the same inside
- `demo`: the workspaces that a visitor may play with
- `serving`, `worker`: the processes; `clock`: the one place that reads the clock

A view checks who may, and calls one action; an action is one transaction. The core knows nothing of all this.
"""
