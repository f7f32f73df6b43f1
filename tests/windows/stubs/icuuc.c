/* Windows' ICU, which wine 8 lacks. Qt asks it only for encodings other than Unicode's: there are none. Only for tests. */
#include <windows.h>

void *none(void)
{
    return NULL;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
