"""A part of a long page: its heading, and in a line what it is about."""

import streamlit as st


def heading(title: str, about: str) -> None:
    """Draw the heading of a part; the first word of `title` must be the page's only one."""
    with st.container(key=f"part-{title.split()[0].lower().strip('?,')}", gap="small"):
        st.header(title, anchor=False)
        st.caption(about)
