"""Reports: consolidated, published as snapshots that can be made again and verified."""
