"""How dates are written, where Django has another way than ours."""
