"""Places of Indonesia and what is officially known of them."""
