/* Calls the program of this machine that has this one's name (pdftotext.exe: /usr/bin/pdftotext). Only for tests in wine.

   Arguments that are Windows' paths become Unix' ones; output and exit status are passed on. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static wchar_t line[32768];

/* Where a path of Windows is for Unix; NULL where it is none. */
static wchar_t *unix_path(const wchar_t *path)
{
    typedef char *(CDECL *Asked)(const wchar_t *);
    static wchar_t found[8192];
    Asked ask = (Asked) (void *) GetProcAddress(GetModuleHandleW(L"kernel32"), "wine_get_unix_file_name");
    char *name = path[0] && path[1] == L':' && ask ? ask(path) : NULL;
    return name && MultiByteToWideChar(CP_UTF8, 0, name, -1, found, 8192) ? found : NULL;
}

static void append(const wchar_t *argument)
{
    wcscat(line, L" \"");
    wcscat(line, argument);
    wcscat(line, L"\"");
}

int wmain(int count, wchar_t **arguments)
{
    wchar_t self[MAX_PATH], program[MAX_PATH];
    STARTUPINFOW start = {sizeof start};
    PROCESS_INFORMATION process;
    DWORD status = 1;

    GetModuleFileNameW(NULL, self, MAX_PATH);
    _wsplitpath(self, NULL, NULL, program, NULL);
    wcscpy(line, L"\"\\\\?\\unix\\usr\\bin\\");
    wcscat(line, program);
    wcscat(line, L"\"");
    for (int i = 1; i < count; i++) {
        wchar_t *path = unix_path(arguments[i]);
        append(path ? path : arguments[i]);
    }
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process)) {
        fwprintf(stderr, L"%ls: error %lu\n", line, GetLastError());
        return 127;
    }
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &status);
    return (int) status;
}
