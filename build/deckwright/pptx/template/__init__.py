"""The slide master and its layouts: ours, drawn from a Theme and a Page, or a lecturer's own file."""
