"""What every request passes through, and every answer: one function a module, in the order that settings give."""
