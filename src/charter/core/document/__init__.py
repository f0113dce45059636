"""What a document is (`tree`), and how an agreement becomes one (`assembly`)."""
