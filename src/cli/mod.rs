//! The command line: the only module that prints. One file a command.
