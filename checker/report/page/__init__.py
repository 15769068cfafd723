"""The pages of the HTML report: what they show, what their script knows, and the one way they are put together."""
