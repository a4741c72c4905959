"""The shell: site addresses, navigation, and the pages that show more than one room."""
