"""Runs the migrations on the connection that ``claimtrack.store.schema`` hands over, inside its transaction.

To add one: change tables.py, write ``versions/NNNN_what_it_does.py`` (see script.py.mako), raise ``schema.HEAD``, and
store a database of the new head in tests/data. A migration never imports tables.py: it must do the same for ever.
"""

from alembic import context

from claimtrack.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
