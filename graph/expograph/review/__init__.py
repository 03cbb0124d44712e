"""Reviewing: what the machine is unsure of is put to a person, whose answers become decisions.

Like the pipeline it stands above the rooms that it uses: it asks with ``questions``, reads with
``read``, and holds an answer against ``resolve`` before it is written.
"""
