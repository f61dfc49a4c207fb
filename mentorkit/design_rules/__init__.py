"""Rules of programme design: what an experienced designer would say of a programme, before it starts."""
