"""Recognitions of earlier years: what published lists say of products that were recognised before this register."""
