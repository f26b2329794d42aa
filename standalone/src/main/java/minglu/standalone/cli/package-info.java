/** The command line: each verb is a client of the public HTTP contract, save those that start the server. */
package minglu.standalone.cli;
