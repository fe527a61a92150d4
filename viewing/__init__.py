"""What the app shows, as plain values: everything that its pages say and do, without Streamlit."""
