"""Parked events: dead letters of one service, kept byte for byte until a person has dealt with them."""
