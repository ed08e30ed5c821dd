/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Abstract sockets belong to a network namespace, and the proxies' names are the same
 * for all: @mbim-proxy, @qmi-proxy. */
#ifndef WDM_TESTS_NETWORK_H
#define WDM_TESTS_NETWORK_H

/* A group's setup. Takes a network namespace of our own, where that is allowed: so
 * nothing else of this machine is in the way, nor we in its. Where it is not, waits
 * until no other test program is here, up to two minutes; a proxy of the machine's
 * own then makes tests fail. Who is not root becomes it in a namespace of users. */
int network_setup(void **state);

#endif
