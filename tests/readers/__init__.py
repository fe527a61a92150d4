"""Tests of the readers of file formats and of loading files."""
