/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Trees of small files and links, made and removed. Works below /tmp. */
#include "tree_support.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define USB "sys/devices/pci0000:00/0000:00:14.0/usb1/"

char tree_root[64];

int tree_make(void **state)
{
    (void)state;
    strcpy(tree_root, "/tmp/wdm-tree-XXXXXX");
    return mkdtemp(tree_root) && chmod(tree_root, 0755) == 0 ? 0 : -1;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

int tree_remove(void **state)
{
    (void)state;
    return nftw(tree_root, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static void path_of(char path[512], const char *below)
{
    assert_true(snprintf(path, 512, "%s/%s", tree_root, below) < 512);
    for (char *slash = strchr(path + strlen(tree_root) + 1, '/'); slash;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(path, 0755) != 0)
            assert_int_equal(errno, EEXIST);
        *slash = '/';
    }
}

void tree_file(const char *below, const char *text)
{
    char path[512];
    path_of(path, below);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

void tree_link(const char *below, const char *target)
{
    char path[512];
    path_of(path, below);
    assert_int_equal(symlink(target, path), 0);
}

void tree_usb(const char *device, const char *vendor, const char *product, unsigned interface,
              const char *driver)
{
    char path[256], target[256];
    (void)snprintf(path, sizeof(path), USB "%s/idVendor", device);
    tree_file(path, vendor);
    (void)snprintf(path, sizeof(path), USB "%s/idProduct", device);
    tree_file(path, product);
    (void)snprintf(path, sizeof(path), "sys/bus/usb/devices/%s", device);
    (void)snprintf(target, sizeof(target), "../../../../" USB "%s", device);
    tree_link(path, target);
    (void)snprintf(path, sizeof(path), "sys/bus/usb/devices/%s:1.%u", device, interface);
    (void)snprintf(target, sizeof(target), "../../../../" USB "%s/%s:1.%u", device, device,
                   interface);
    tree_link(path, target);
    (void)snprintf(path, sizeof(path), USB "%s/%s:1.%u/driver", device, device, interface);
    (void)snprintf(target, sizeof(target), "../../../../../../bus/usb/drivers/%s", driver);
    tree_link(path, target);
}

void tree_port(const char *class, const char *device, unsigned interface, const char *below)
{
    char path[256], target[256];
    const char *name = strrchr(below, '/') + 1;
    (void)snprintf(path, sizeof(path), "sys/class/%s/%s", class, name);
    (void)snprintf(target, sizeof(target),
                   "../../devices/pci0000:00/0000:00:14.0/usb1/%s/%s:1.%u/%s", device, device,
                   interface, below);
    tree_link(path, target);
}
