"""Who may enter: accounts, members of workspaces and what their role allows."""
