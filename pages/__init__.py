"""The pages of the app: widgets only; what they show comes from ``viewing``."""
