"""What people see: the shell, one module per page with `render(view)`, and the components they are made of."""
