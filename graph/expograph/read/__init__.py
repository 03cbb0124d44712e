"""Reading: from files to tables and claims. What stands in a file, and where; no judgement."""
