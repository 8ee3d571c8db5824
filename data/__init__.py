"""Records in, snapshots out."""
