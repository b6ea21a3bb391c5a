"""Packages: a case that goes to a higher office on another installation, sealed with its events and papers; and those that come."""
