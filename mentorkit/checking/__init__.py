"""From a workspace to Toolkits, and everything that is said about them: problems, audits, reports."""
