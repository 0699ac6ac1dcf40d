"""Operations: value, gradient and notation side by side, one family a file. A Tensor's operators call them."""
