"""What a lecture must not have: typed figures, calculations that a calculator does not confirm, letters that no font
has.
"""
