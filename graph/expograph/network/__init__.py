"""Networks: from truths to a graph of ties, each carrying its evidence, and to files of it."""
