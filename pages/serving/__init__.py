"""What the server does around the pages: headers, who may reach it, and the way back from a sign-in."""
