-- A session in Neovim with nothing but its built-in client: open, see findings, edit, complete, hover, go to
-- a definition, apply a fix, rename. Run by scripts/test-editors, which gives the binary and a folder.

local binary, folder = vim.env.FORMWORK, vim.env.FOLDER
local template = folder .. '/template.yaml'
local text = {
  'AWSTemplateFormatVersion: "2010-09-09"',
  'Description: ä𝄞 before everything',
  'Resources:',
  '  Vpc:',
  '    Type: AWS::EC2::VPC',
  '    Properties:',
  '      CidrBlock: 10.0.0.0/16',
  '  First:',
  '    Type: AWS::EC2::Subnet',
  '    Properties:',
  '      VpcId: !Ref Vpc',
  '      CidrBlock: 10.0.0.0/24',
  '  Second:',
  '    Type: AWS::EC2::Subnet',
  '    Properties:',
  '      VpcId: !Ref Vpc',
  '      CidrBlock: 10.0.1.0/24',
  '      Tags:',
  '        - Key: Name',
  '          Value: !Sub "${Vpc}-second"',
}

local function fail(why)
  io.stderr:write('neovim: ' .. why .. '\n' .. table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n')
  vim.cmd('cquit 1')
end

local function check(holds, why)
  if not holds then fail(why) end
end

local function wait_for(what, holds)
  check(vim.wait(20000, holds, 20), 'waited in vain for ' .. what)
end

local function codes()
  local found = {}
  for _, it in ipairs(vim.diagnostic.get(0, { severity = { min = vim.diagnostic.severity.WARN } })) do
    found[#found + 1] = it.code or (it.user_data and it.user_data.lsp.code)
  end
  return found
end

local function has(list, wanted)
  return vim.tbl_contains(list, wanted)
end

local function line(number) return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1] end

local function ask(method, row, column, more)
  -- Behind the last letter of a line, where no cursor is but while inserting.
  local params = vim.tbl_extend('force', vim.lsp.util.make_position_params(), more or {})
  params.position = { line = row - 1, character = column }
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000)
  for _, answer in pairs(answers or {}) do
    check(answer.error == nil, method .. ': ' .. vim.inspect(answer.error))
    return answer.result
  end
  fail(method .. ' was not answered')
end

vim.fn.writefile(text, template)
vim.cmd('edit ' .. template)
local capabilities = vim.lsp.protocol.make_client_capabilities()
capabilities.textDocument.completion.completionItem.snippetSupport = true
local id = vim.lsp.start_client({ cmd = { binary, 'lsp' }, root_dir = folder, capabilities = capabilities })
check(id, 'the server does not start')
vim.lsp.buf_attach_client(0, id)
wait_for('the client', function() return vim.lsp.get_client_by_id(id).initialized end)

-- Edit: the second subnet takes the addresses of the first.
vim.api.nvim_buf_set_text(0, 16, 22, 16, 23, { '0' })
check(line(17) == '      CidrBlock: 10.0.0.0/24', 'the edit went astray')
wait_for('the overlap', function() return has(codes(), 'NET001') end)

-- Its fix, as an editor applies it.
local params = vim.lsp.util.make_given_range_params({ 17, 18 }, { 17, 18 })
params.context = { diagnostics = {} }
local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 20000)
local applied
for _, answer in pairs(answers) do
  for _, action in ipairs(answer.result or {}) do
    if not applied and action.edit and vim.startswith(action.kind or '', 'quickfix') then
      applied = action.title
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    end
  end
end
check(applied, 'there is no quick fix for the overlap: ' .. vim.inspect(answers))
wait_for('the overlap to go by `' .. applied .. '`', function() return not has(codes(), 'NET001') end)

-- Complete: an attribute of the VPC.
vim.api.nvim_buf_set_lines(0, 10, 11, false, { '      VpcId: !GetAtt Vpc.' })
local items = ask('textDocument/completion', 11, 25)
local labels = vim.tbl_map(function(item) return item.label end, items.items or items)
check(has(labels, 'VpcId') or has(labels, 'Vpc.VpcId'), 'no attribute is offered: ' .. vim.inspect(labels))
vim.api.nvim_buf_set_lines(0, 10, 11, false, { '      VpcId: !Ref Vpc' })

-- Hover and definition.
local hover = ask('textDocument/hover', 5, 14)
check(vim.inspect(hover):find('AWS::EC2::VPC', 1, true), 'the hover says nothing of the type')
local definition = ask('textDocument/definition', 11, 19)
check(vim.inspect(definition):find('line = 3', 1, true), 'the definition is elsewhere: ' .. vim.inspect(definition))

-- Rename: everywhere, the text of `Fn::Sub` included.
vim.api.nvim_win_set_cursor(0, { 4, 3 })
vim.lsp.buf.rename('Network')
wait_for('the new name', function() return line(4) == '  Network:' end)
check(line(11) == '      VpcId: !Ref Network', 'the reference keeps its name')
check(line(20) == '          Value: !Sub "${Network}-second"', 'the text keeps its name')
wait_for('no errors', function() return #codes() == 0 end)

-- Format, and leave.
vim.api.nvim_buf_set_lines(0, 4, 5, false, { '    Type:   AWS::EC2::VPC   ' })
local formatting = { textDocument = vim.lsp.util.make_text_document_params(), options = { tabSize = 2, insertSpaces = true } }
for _, answer in pairs(vim.lsp.buf_request_sync(0, 'textDocument/formatting', formatting, 20000)) do
  vim.lsp.util.apply_text_edits(answer.result or {}, 0, 'utf-16')
end
check(line(5) == '    Type: AWS::EC2::VPC', 'the line is not in shape: ' .. line(5))
vim.lsp.stop_client(id)
print('neovim: all well\n')
vim.cmd('qall!')
