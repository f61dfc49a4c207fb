"""The workbooks: a Toolkit as print HTML, and the engine that makes PDFs of it."""
