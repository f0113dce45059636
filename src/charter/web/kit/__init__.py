"""What every stage of an engagement's life keeps and shows: its rows, its evidence, its pages."""
