/* Calls the program of this machine that has this one's name (pdftotext.exe: pdftotext). Only for tests in wine.

   Arguments that are Windows' paths become Unix' ones; output and exit status are passed on. Wine gives no handle of a
   program of Unix to wait for, and none of its pipes to it: a shell writes the output to a file, and then the status. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

#define SHELL L"\"\\\\?\\unix\\bin\\sh\" -c " \
    L"\"\\\"$@\\\" >\\\"$0\\\"; echo $? >\\\"$0.part\\\"; mv \\\"$0.part\\\" \\\"$0.end\\\"\""
#define LONGEST 600000 /* milliseconds */

static wchar_t line[32768] = SHELL;

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
    wchar_t *path = unix_path(argument);
    wcscat(line, L" \"");
    wcscat(line, path ? path : argument);
    wcscat(line, L"\"");
}

/* Write what a file holds to a handle, and take it away. */
static void pass_on(const wchar_t *path, HANDLE to)
{
    char part[65536];
    DWORD size, written;
    HANDLE file = CreateFileW(path, GENERIC_READ, 7, NULL, OPEN_EXISTING, 0, NULL);
    while (ReadFile(file, part, sizeof part, &size, NULL) && size)
        WriteFile(to, part, size, &written, NULL);
    CloseHandle(file);
    DeleteFileW(path);
}

int wmain(int count, wchar_t **arguments)
{
    wchar_t self[MAX_PATH], program[MAX_PATH], folder[MAX_PATH], out[MAX_PATH + 4], end[MAX_PATH + 8];
    STARTUPINFOW start = {sizeof start};
    PROCESS_INFORMATION process;
    int status = 127, waited = 0;
    FILE *told;

    GetModuleFileNameW(NULL, self, MAX_PATH);
    _wsplitpath(self, NULL, NULL, program, NULL);
    GetTempPathW(MAX_PATH, folder);
    GetTempFileNameW(folder, L"out", 0, out);
    swprintf(end, MAX_PATH + 8, L"%ls.end", out);
    append(out);
    append(program);
    for (int i = 1; i < count; i++)
        append(arguments[i]);
    if (!CreateProcessW(NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &start, &process)) {
        fwprintf(stderr, L"%ls: error %lu\n", line, GetLastError());
        return status;
    }
    while (GetFileAttributesW(end) == INVALID_FILE_ATTRIBUTES && waited++ < LONGEST / 5)
        Sleep(5);
    if ((told = _wfopen(end, L"r"))) {
        fwscanf(told, L"%d", &status);
        fclose(told);
        DeleteFileW(end);
    }
    pass_on(out, GetStdHandle(STD_OUTPUT_HANDLE));
    return status;
}
