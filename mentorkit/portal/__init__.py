"""The portal: a Toolkit as a staged MkDocs project, and the engine that makes a site of it."""
