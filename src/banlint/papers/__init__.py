"""The papers that laws ask for, made of findings and of what the catalog says of each clause; none is advice."""
