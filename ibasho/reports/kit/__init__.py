"""The drawing kit: plain figures in, frozen shapes out."""
